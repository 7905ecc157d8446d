package dev.pointsman.micronaut.audit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sink that logs every record as one line of JSON. */
final class AuditLog implements AuditSink {
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.audit");

    private final AuditJson json = new AuditJson();

    @Override
    public void accept(AuditRecord call) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", json.write(call));
        }
    }
}
