/** What an organisation and a person are, and what may be done with them. */
@NullMarked
package eu.bilateral.contact.domain;

import org.jspecify.annotations.NullMarked;
