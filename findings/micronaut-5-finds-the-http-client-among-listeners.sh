#!/usr/bin/env bash
# micronaut-inject 5.2.22 with micronaut-http-client: a lookup of event listeners by the type of their event finds the HTTP
# client, which is no listener. With 4.10.26 the same program finds nothing.
#
# Behaviour seen: getBeanDefinitions(ApplicationEventListener.class, Qualifiers.byTypeArguments(Nothing.class)), where no
# listener of Nothing is in the application, returns the definition of DefaultHttpClient with 5.2.22 and nothing with
# 4.10.26. Exits non-zero when that changes. Needs a JDK 25 (JAVA_HOME), as 5.2.22 does.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir/src/main/java"
cat > "$dir/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <properties>
    <maven.compiler.release>17</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
    <micronaut.version>5.2.22</micronaut.version>
  </properties>
  <dependencies>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-http-client</artifactId><version>${micronaut.version}</version></dependency>
    <dependency><groupId>io.micronaut</groupId><artifactId>micronaut-jackson-databind</artifactId><version>${micronaut.version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
cat > "$dir/src/main/java/Finding.java" <<'JAVA'
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Collection;

public class Finding {
    public static class Nothing {}

    public static void main(String[] args) {
        try (ApplicationContext context = ApplicationContext.run()) {
            Collection<?> found = context.getBeanDefinitions(
                    ApplicationEventListener.class, Qualifiers.byTypeArguments(Nothing.class));
            for (Object one : found) {
                BeanDefinition<?> definition = (BeanDefinition<?>) one;
                System.out.println(definition.getName() + ", a listener: "
                        + ApplicationEventListener.class.isAssignableFrom(definition.getBeanType()));
            }
            System.out.println("found " + found.size());
        }
    }
}
JAVA
mvn=${MVN:-mvn}
command -v "$mvn" > /dev/null || mvn="$(cd "$(dirname "$0")/.." && pwd)/mvnw"
cd "$dir"
for version in 4.10.26 5.2.22; do
  "$mvn" -q -B clean compile dependency:build-classpath -Dmdep.outputFile=classpath "-Dmicronaut.version=$version"
  "${JAVA_HOME:?a JDK 25}/bin/java" -cp "target/classes:$(cat classpath)" Finding | tee "$version"
done
grep -qx 'found 0' 4.10.26
grep -q 'DefaultHttpClient, a listener: false' 5.2.22
