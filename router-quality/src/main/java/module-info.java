/** Learned quality of models, and detection of silent degradation. */
module dev.pointsman.quality {
    requires com.networknt.schema;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive dev.pointsman.core;

    exports dev.pointsman.quality;
}
