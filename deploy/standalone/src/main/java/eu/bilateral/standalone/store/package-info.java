/** The document store of the standalone: MongoDB's protocol in front, one file behind, durable before it answers. */
@NullMarked
package eu.bilateral.standalone.store;

import org.jspecify.annotations.NullMarked;
