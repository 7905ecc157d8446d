package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the component bound to a single word that may replace all keys of its record. */
@Parameter
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface Shorthand {}
