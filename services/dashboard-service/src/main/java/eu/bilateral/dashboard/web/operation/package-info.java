/** How the services are, and what they could not handle. */
@NullMarked
package eu.bilateral.dashboard.web.operation;

import org.jspecify.annotations.NullMarked;
