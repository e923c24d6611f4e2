/**
 * What the API promises whoever asks: it does a thing once, refuses in words what is wrong, and keeps everybody to what
 * is theirs.
 */
@NullMarked
package eu.bilateral.standalone.endtoend.api;

import org.jspecify.annotations.NullMarked;
