package dev.pointsman.micronaut.log;

import dev.pointsman.micronaut.config.AllowBlank;
import dev.pointsman.micronaut.config.MetadataOnly;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Decision log configuration; the log has every decision with its outcome, never a prompt, an answer or a plain name.
 *
 * @param enabled whether decisions are logged; needs pointsman-decision-log on the class path; default: false
 * @param path the file; its directory is created if missing
 * @param maxFileSize size at which a new file is started, such as 100MB; default: 100MB
 * @param maxFiles number of files kept, including the current one; at least 1; default: 10
 * @param queue maximum number of decisions queued for writing, further ones are dropped; at least 1; default: 10000
 * @param tenant how tenants are recorded: none or hashed; default: none
 * @param session how sessions are recorded: none or hashed; default: none
 * @param salt secret salt of the hashes; required if anything is hashed
 * @param policy name of this configuration, to distinguish decisions before and after a change of it; default: empty
 */
@Introspected
@Requires(condition = MetadataOnly.class)
@ConfigurationProperties("pointsman.decision-log")
record DecisionLogConfig(
        @Nullable Boolean enabled,
        @Nullable String path,
        @Nullable String maxFileSize,
        @Nullable Integer maxFiles,
        @Nullable Integer queue,
        @Nullable String tenant,
        @Nullable String session,
        @AllowBlank @Nullable String salt,
        @Nullable String policy) {

    /** Returns the path only: the salt is a secret. */
    @Override
    public String toString() {
        return "DecisionLogConfig[path=" + path + "]";
    }
}
