/**
 * The router's calls as OpenTelemetry's traces.
 *
 * <p>Active where the application has an {@code OpenTelemetry} bean; {@code otel.instrumentation.pointsman.enabled: false}
 * turns it off, and then nothing of it is made. Each call is a span, and each of its attempts a child of it. Names and
 * attributes are those of OpenTelemetry's conventions for generative AI where they have one, and begin with
 * {@code pointsman} otherwise. Neither prompt nor answer, key, tenant or session is one of them.
 *
 * <p>The spans are made when the call is over, with the times it took: only then is it known which attempts were its own.
 * So no span is ever left open. Of the call's first decision only the context is kept, which becomes the parent.
 */
@NullMarked
package dev.pointsman.micronaut.trace;

import org.jspecify.annotations.NullMarked;
