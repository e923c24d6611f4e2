/** Organisations and people as documents. */
@NullMarked
package eu.bilateral.contact.persistence;

import org.jspecify.annotations.NullMarked;
