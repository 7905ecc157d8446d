/**
 * The router's calls as OpenTelemetry's traces.
 *
 * <p>Active where the application has an {@code OpenTelemetry} bean; {@code otel.instrumentation.pointsman.enabled: false}
 * turns it off, and then nothing of it is made. Each call is a span, and each of its attempts a child of it. Names and
 * attributes are those of OpenTelemetry's conventions for generative AI where they have one, and begin with
 * {@code pointsman} otherwise. Neither prompt nor answer, key, tenant or session is one of them.
 *
 * <p>A span begins with its first decision and ends with its call or its attempt. The code of an attempt runs in the
 * attempt's span, so that what it does, such as a request of Micronaut's HTTP client, stands under it. An attempt without
 * a call around it has a span, too. A span that nobody ends is ended after half an hour.
 */
@NullMarked
package dev.pointsman.micronaut.trace;

import org.jspecify.annotations.NullMarked;
