/**
 * The pages by what they are about, each with what it shows and what its forms ask of the services: {@code page} is what all
 * of them are made of, {@code frame} what stands around them.
 */
@NullMarked
package eu.bilateral.dashboard.web;

import org.jspecify.annotations.NullMarked;
