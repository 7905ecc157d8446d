package dev.pointsman.micronaut.config;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Marks the component that may be written as nothing, which means the same as not to write it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@interface AllowBlank {}
