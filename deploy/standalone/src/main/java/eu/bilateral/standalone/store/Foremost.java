package eu.bilateral.standalone.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** The first documents of a stream in some order, found without holding more of them at a time. */
final class Foremost {

    private record Numbered(Document document, long number) {}

    private Foremost() {}

    /** As {@code all.sorted(order).limit(count)}: documents that are equal in that order keep the one in which they come. */
    static Stream<Document> of(Stream<Document> all, Comparator<Document> order, int count) {
        var inOrder = Comparator.comparing(Numbered::document, order).thenComparingLong(Numbered::number);
        var last = new PriorityQueue<Numbered>(inOrder.reversed());
        long number = 0;
        for (var documents = all.iterator(); documents.hasNext(); ) {
            var next = new Numbered(documents.next(), number++);
            if (last.size() < count) {
                last.add(next);
            } else if (inOrder.compare(next, last.peek()) < 0) {
                last.remove();
                last.add(next);
            }
        }
        return last.stream().sorted(inOrder).map(Numbered::document);
    }
}
