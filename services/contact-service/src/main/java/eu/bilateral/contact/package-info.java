/** Organisations and the people who can be met there. */
@NullMarked
package eu.bilateral.contact;

import org.jspecify.annotations.NullMarked;
