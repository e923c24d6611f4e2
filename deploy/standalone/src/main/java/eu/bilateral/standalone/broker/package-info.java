/** The event broker of the standalone: Kafka itself, in this process. */
@NullMarked
package eu.bilateral.standalone.broker;

import org.jspecify.annotations.NullMarked;
