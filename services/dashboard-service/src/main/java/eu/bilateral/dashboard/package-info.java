/** The one door for browsers and API clients: read models, live streams, and the way to the other services. */
@NullMarked
package eu.bilateral.dashboard;

import org.jspecify.annotations.NullMarked;
