/** The organisations that a workspace knows, by name. */
@NullMarked
package eu.bilateral.dashboard.web.organisation;

import org.jspecify.annotations.NullMarked;
