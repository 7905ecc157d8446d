package dev.pointsman.micronaut.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * Whether and where every decision is written, with what came of it; never a prompt, an answer or a plain name.
 *
 * @param enabled whether decisions are logged; needs pointsman-decision-log on the class path; default: false
 * @param path the file; its directory is made if there is none
 * @param maxFileSize how long a file may become before a new one is begun, such as 100MB; default: 100MB
 * @param maxFiles how many files are kept, the present one among them; at least 1; default: 10
 * @param queue how many decisions may wait to be written before more of them are dropped; at least 1; default: 10000
 * @param tenant what is said of tenants: none or hashed; default: none
 * @param session what is said of sessions: none or hashed; default: none
 * @param salt the secret that hashes depend on; must be given where anything is hashed
 * @param policy what this configuration is called, to tell decisions before and after a change of it; default: nothing
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

    /** The path alone: the salt is a secret. */
    @Override
    public String toString() {
        return "DecisionLogConfig[path=" + path + "]";
    }
}
