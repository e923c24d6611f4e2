package eu.bilateral.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of an {@link Asking} for something new, or for many things at once: there is no version that the asker could have seen, so
 * {@code If-Match} is refused and not in the API's document.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Making {}
