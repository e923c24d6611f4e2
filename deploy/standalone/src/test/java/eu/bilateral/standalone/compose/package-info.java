/** What {@code docker-compose.yml} and the files beside it say, looked at without a container engine. */
@NullMarked
package eu.bilateral.standalone.compose;

import org.jspecify.annotations.NullMarked;
