/**
 * What every test here drives a Bilateral with: its process, its API, its pages, its stream, its webhooks and its
 * topics.
 */
@NullMarked
package eu.bilateral.standalone.endtoend.driver;

import org.jspecify.annotations.NullMarked;
