/** Events as they happen: the live stream, and how whoever lost it comes back without missing any. */
@NullMarked
package eu.bilateral.dashboard.stream;

import org.jspecify.annotations.NullMarked;
