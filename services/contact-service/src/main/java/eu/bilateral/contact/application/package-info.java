/** What can be asked of the service. */
@NullMarked
package eu.bilateral.contact.application;

import org.jspecify.annotations.NullMarked;
