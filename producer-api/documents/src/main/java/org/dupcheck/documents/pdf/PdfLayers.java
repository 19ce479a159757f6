package org.dupcheck.documents.pdf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * The optional content of a PDF (ISO 32000-2, 8.11): which of it a viewer leaves out when it opens the file. Not
 * thread-safe.
 */
final class PdfLayers {
    /** Expressions within expressions. */
    private static final int MAX_DEPTH = 20;

    /** Names what something belongs to. */
    static final COSName OC = COSName.getPDFName("OC");

    private static final COSName OCPROPERTIES = COSName.getPDFName("OCProperties");
    private static final COSName EXPRESSION = COSName.getPDFName("VE");

    private static final COSName AUTO_STATES = COSName.getPDFName("AS");
    private static final COSName CATEGORY = COSName.getPDFName("Category");
    private static final COSName USAGE = COSName.getPDFName("Usage");
    private static final COSName ALL = COSName.getPDFName("All");

    private final Set<COSBase> off = Collections.newSetFromMap(new IdentityHashMap<>());

    PdfLayers(PDDocument document) {
        COSDictionary properties = document.getDocumentCatalog().getCOSObject().getCOSDictionary(OCPROPERTIES);
        COSDictionary configuration = properties == null ? null : properties.getCOSDictionary(COSName.D);
        if (properties == null || configuration == null) {
            return;
        }
        if ("OFF".equals(configuration.getNameAsString(COSName.BASE_STATE))) {
            off.addAll(objects(properties.getDictionaryObject(COSName.OCGS)));
            objects(configuration.getDictionaryObject(COSName.ON)).forEach(off::remove);
        }
        off.addAll(objects(configuration.getDictionaryObject(COSName.OFF)));
        off.removeIf(group -> group instanceof COSDictionary dictionary && !isFor(dictionary, configuration));
        objects(configuration.getDictionaryObject(AUTO_STATES)).forEach(this::switchOn);
    }

    /** A configuration says nothing of groups that are meant for something else, so these are shown. */
    private static boolean isFor(COSDictionary group, COSDictionary configuration) {
        Set<COSBase> meant = intents(configuration);
        return meant.contains(ALL) || intents(group).stream().anyMatch(meant::contains);
    }

    private static Set<COSBase> intents(COSDictionary dictionary) {
        Set<COSBase> intents = new HashSet<>(objects(dictionary.getDictionaryObject(COSName.INTENT)));
        return intents.isEmpty() ? Set.of(COSName.VIEW) : intents;
    }

    /**
     * Groups that a viewer may switch on by what they are used for, on the screen or in print. That it may switch one off
     * is not asked: what may be seen counts.
     */
    private void switchOn(COSBase autoState) {
        if (!(autoState instanceof COSDictionary dictionary)) {
            return;
        }
        List<COSBase> categories = objects(dictionary.getDictionaryObject(CATEGORY));
        for (COSBase group : objects(dictionary.getDictionaryObject(COSName.OCGS))) {
            COSDictionary usage = group instanceof COSDictionary of ? of.getCOSDictionary(USAGE) : null;
            for (COSBase category : categories) {
                COSDictionary state =
                        usage != null && category instanceof COSName name ? usage.getCOSDictionary(name) : null;
                if (state != null && state.getValues().contains(COSName.ON)) {
                    off.remove(group);
                }
            }
        }
    }

    /** One, those of an array, or none. */
    private static List<COSBase> objects(@Nullable COSBase base) {
        List<COSBase> objects = new ArrayList<>();
        if (base instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                COSBase object = array.getObject(i);
                if (object != null) {
                    objects.add(object);
                }
            }
        } else if (base != null) {
            objects.add(base);
        }
        return objects;
    }

    /** Whether that picture, form or annotation belongs to what is left out. */
    boolean hides(COSDictionary object) {
        return isOff(object.getDictionaryObject(OC));
    }

    /** Whether what belongs to that group, or to that membership of groups, is left out. */
    boolean isOff(@Nullable COSBase content) {
        if (!(content instanceof COSDictionary dictionary)) {
            return false;
        }
        if (dictionary.getDictionaryObject(EXPRESSION) instanceof COSArray expression) {
            return !isTrue(expression, 0);
        }
        List<COSBase> groups = objects(dictionary.getDictionaryObject(COSName.OCGS));
        if (groups.isEmpty()) {
            return off.contains(dictionary);
        }
        String policy = dictionary.getNameAsString(COSName.P, "AnyOn");
        return switch (policy) {
            case "AllOn" -> groups.stream().anyMatch(off::contains);
            case "AnyOff" -> groups.stream().noneMatch(off::contains);
            case "AllOff" -> !off.containsAll(groups);
            default -> off.containsAll(groups);
        };
    }

    private boolean isTrue(@Nullable COSBase expression, int depth) {
        if (!(expression instanceof COSArray array) || depth > MAX_DEPTH || array.size() == 0) {
            return expression == null || !off.contains(expression);
        }
        List<COSBase> terms = objects(array).subList(1, objects(array).size());
        return switch (array.getName(0, "And")) {
            case "Not" -> terms.stream().noneMatch(term -> isTrue(term, depth + 1));
            case "Or" -> terms.stream().anyMatch(term -> isTrue(term, depth + 1));
            default -> terms.stream().allMatch(term -> isTrue(term, depth + 1));
        };
    }
}
