/** Missions and meetings over HTTP. */
@NullMarked
package eu.bilateral.meeting.web;

import org.jspecify.annotations.NullMarked;
