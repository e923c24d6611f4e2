/** The HTTP API: shapes, roles, problems. */
@NullMarked
package eu.bilateral.contact.web;

import org.jspecify.annotations.NullMarked;
