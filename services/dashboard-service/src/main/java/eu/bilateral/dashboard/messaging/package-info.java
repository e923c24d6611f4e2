/** How the dashboards hear what happens, and how their read models are built anew from all that ever happened. */
@NullMarked
package eu.bilateral.dashboard.messaging;

import org.jspecify.annotations.NullMarked;
