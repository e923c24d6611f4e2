/** For whoever writes programs: the documents of the API and of the events, and webhooks. */
@NullMarked
package eu.bilateral.dashboard.web.developer;

import org.jspecify.annotations.NullMarked;
