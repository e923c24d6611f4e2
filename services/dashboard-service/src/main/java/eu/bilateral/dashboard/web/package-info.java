/** The pages: what they show, in which words, and what their forms ask of the services. */
@NullMarked
package eu.bilateral.dashboard.web;

import org.jspecify.annotations.NullMarked;
