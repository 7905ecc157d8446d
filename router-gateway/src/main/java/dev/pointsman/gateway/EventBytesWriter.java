package dev.pointsman.gateway;

import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.core.io.buffer.ByteBufferFactory;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.MutableHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.body.MessageBodyWriter;
import io.micronaut.http.codec.CodecException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;

/** Writer of events without a copy of their bytes. */
@Singleton
@Produces(MediaType.TEXT_EVENT_STREAM)
final class EventBytesWriter implements MessageBodyWriter<EventBytes> {
    @Override
    public void writeTo(
            Argument<EventBytes> type, MediaType media, EventBytes events, MutableHeaders headers, OutputStream to) {
        try {
            to.write(events.bytes());
        } catch (IOException e) {
            throw new CodecException("events cannot be written", e);
        }
    }

    @Override
    public ByteBuffer<?> writeTo(
            Argument<EventBytes> type,
            MediaType media,
            EventBytes events,
            MutableHeaders headers,
            ByteBufferFactory<?, ?> buffers) {
        return buffers.wrap(events.bytes());
    }
}
