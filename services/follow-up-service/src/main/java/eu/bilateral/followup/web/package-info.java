/** The HTTP API of the follow-up service. */
@NullMarked
package eu.bilateral.followup.web;

import org.jspecify.annotations.NullMarked;
