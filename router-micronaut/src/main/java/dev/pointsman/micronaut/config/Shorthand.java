package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.Parameter;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the component that takes the single word which may stand in place of all keys of its record. */
@Parameter
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface Shorthand {}
