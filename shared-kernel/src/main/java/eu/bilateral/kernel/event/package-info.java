/** The published language: what each service tells the others, and the envelope that carries it. */
@NullMarked
package eu.bilateral.kernel.event;

import org.jspecify.annotations.NullMarked;
