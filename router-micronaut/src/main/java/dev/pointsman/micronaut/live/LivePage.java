package dev.pointsman.micronaut.live;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import io.micronaut.management.endpoint.annotation.Endpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A part of the live page: there where Micronaut's management is, unless it or the endpoint is switched off. */
@Retention(RUNTIME)
@Target(TYPE)
@Requires(classes = Endpoint.class)
@Requires(property = "pointsman.ui.enabled", notEquals = StringUtils.FALSE)
@Requires(property = "endpoints.pointsman.enabled", notEquals = StringUtils.FALSE)
@interface LivePage {}
