/** The way to the other services: their routes passed on, and calls that survive a service being down. */
@NullMarked
package eu.bilateral.dashboard.gateway;

import org.jspecify.annotations.NullMarked;
