package eu.bilateral.kernel.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * These tests run on the embedded broker and store in every check and, where a Docker engine answers, once more on Kafka and
 * MongoDB in containers (Maven's profile {@code containers}); without one they are skipped there and say why.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("real-parts")
@ExtendWith(EngineThere.class)
public @interface AlsoOnRealParts {}
