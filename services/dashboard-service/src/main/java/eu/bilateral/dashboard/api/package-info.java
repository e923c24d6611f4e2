/** What the dashboards answer over HTTP, and who may ask. */
@NullMarked
package eu.bilateral.dashboard.api;

import org.jspecify.annotations.NullMarked;
