package dev.pointsman.micronaut.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks a component that may be blank, which is equivalent to an absent key. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowBlank {}
