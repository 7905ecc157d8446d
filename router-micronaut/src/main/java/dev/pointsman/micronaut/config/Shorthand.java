package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Component that is bound to a single word, which may replace all keys of its record. */
@Parameter
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface Shorthand {}
