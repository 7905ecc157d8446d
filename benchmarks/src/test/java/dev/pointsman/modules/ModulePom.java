package dev.pointsman.modules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Maven project file of one module. */
final class ModulePom {
    private static final Set<String> RUNTIME = Set.of("compile", "runtime");

    private final Element project;

    private ModulePom(Document document) {
        project = document.getDocumentElement();
    }

    static ModulePom read(Path folder) {
        try {
            return new ModulePom(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve("pom.xml").toFile()));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(folder + ": no readable pom.xml", e);
        }
    }

    String artifact() {
        return children(project, "artifactId").findFirst().orElseThrow().getTextContent();
    }

    /** Modules of a parent project. */
    Set<String> modules() {
        return sorted(children(project, "modules")
                .flatMap(list -> children(list, "module"))
                .map(Element::getTextContent));
    }

    /** Artifacts that are on the class path of the module's users, without the optional ones. */
    Set<String> runtimeDependencies() {
        return artifacts(children(project, "dependencies"), ModulePom::isRuntime);
    }

    /** Artifacts whose versions the module manages. */
    Set<String> managedDependencies() {
        return artifacts(
                children(project, "dependencyManagement").flatMap(managed -> children(managed, "dependencies")),
                any -> true);
    }

    private static boolean isRuntime(Element dependency) {
        String scope = children(dependency, "scope")
                .findFirst()
                .map(Element::getTextContent)
                .orElse("compile");
        return RUNTIME.contains(scope)
                && children(dependency, "optional").noneMatch(flag -> "true".equals(flag.getTextContent()));
    }

    private static Set<String> artifacts(Stream<Element> lists, Predicate<Element> wanted) {
        return sorted(lists.flatMap(list -> children(list, "dependency"))
                .filter(wanted)
                .flatMap(dependency -> children(dependency, "artifactId"))
                .map(Element::getTextContent));
    }

    private static Set<String> sorted(Stream<String> names) {
        Set<String> all = new TreeSet<>();
        names.forEach(all::add);
        return all;
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node instanceof Element && node.getNodeName().equals(name))
                .map(Element.class::cast);
    }
}
