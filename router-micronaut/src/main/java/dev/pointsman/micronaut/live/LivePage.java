package dev.pointsman.micronaut.live;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import io.micronaut.management.endpoint.annotation.Endpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Marks a part of the live page: available with Micronaut's management, unless the page or the endpoint is disabled.
 */
@Retention(RUNTIME)
@Target(TYPE)
@Requires(classes = Endpoint.class)
@Requires(property = "pointsman.ui.enabled", notEquals = StringUtils.FALSE)
@Requires(property = "endpoints.pointsman.enabled", notEquals = StringUtils.FALSE)
@interface LivePage {}
