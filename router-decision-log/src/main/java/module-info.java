/** The decision log of Pointsman: its writer, its reader, its schema. */
module dev.pointsman.decisionlog {
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires transitive dev.pointsman.core;

    exports dev.pointsman.decisionlog;
}
