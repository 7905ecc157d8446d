/**
 * Traces of the router's calls with OpenTelemetry.
 *
 * <p>Active if the application has an {@code OpenTelemetry} bean; {@code otel.instrumentation.pointsman.enabled: false}
 * disables it, and no bean of it is created. Each call is a span, and each of its attempts a child span. Names and
 * attributes are those of OpenTelemetry's conventions for generative AI if defined there, and begin with
 * {@code pointsman} otherwise. Prompts, answers, keys, tenants and sessions are not recorded.
 *
 * <p>A span starts with its first decision and ends with its call or its attempt. The code of an attempt runs in the
 * attempt's span, so that spans it creates, such as those of Micronaut's HTTP client, are its children. An attempt without
 * a call has a span, too. A span that is not ended is ended after 30 minutes.
 */
@NullMarked
package dev.pointsman.micronaut.trace;

import org.jspecify.annotations.NullMarked;
