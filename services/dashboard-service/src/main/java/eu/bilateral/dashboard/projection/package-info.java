/** What the dashboards show: the read models, how they answer to events, and the questions that can be asked of them. */
@NullMarked
package eu.bilateral.dashboard.projection;

import org.jspecify.annotations.NullMarked;
