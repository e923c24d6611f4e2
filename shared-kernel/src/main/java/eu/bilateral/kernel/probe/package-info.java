/** What a container's health check runs: the JDK alone, so that an image needs no shell and no curl. */
@NullMarked
package eu.bilateral.kernel.probe;

import org.jspecify.annotations.NullMarked;
