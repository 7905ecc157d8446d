package dev.pointsman.micronaut;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Recorder of a logger's lines, including exceptions. */
public final class Lines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Level before;

    private Lines(String name, Level level) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = logger.getLevel();
        setContext(logger.getLoggerContext());
        start();
        logger.addAppender(this);
        logger.setLevel(level);
    }

    public static Lines of(String name, Level level) {
        return new Lines(name, level);
    }

    public List<String> seen() {
        return seen;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
        seen.add(event.getFormattedMessage() + trace);
    }

    @Override
    public void close() {
        logger.setLevel(before);
        logger.detachAppender(this);
    }
}
