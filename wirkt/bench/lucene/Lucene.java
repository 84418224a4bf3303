import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.util.CharTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocsCollector;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.store.FSDirectory;

/** Lucene as a peer: `build FOLDER` reads documents, `serve FOLDER` queries, both line by line and tab by tab. */
public final class Lucene {
    private static final List<String> FACETS =
            List.of("kind", "subject", "audience", "scope", "language", "country");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Sort NEWEST = new Sort(LongField.newSortField("moment", true, SortedNumericSelector.Type.MAX));
    private static final FacetsConfig CONFIG = new FacetsConfig();

    public static void main(String[] given) throws IOException {
        FACETS.forEach(name -> CONFIG.setMultiValued(name, true));
        IndexSearcher.setDefaultQueryCache(null);
        IndexSearcher.setMaxClauseCount(1 << 20);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20);
        if (given[0].equals("build")) {
            build(Path.of(given[1]), lines);
        } else {
            serve(Path.of(given[1]), lines);
        }
    }

    private static void build(Path folder, BufferedReader lines) throws IOException {
        long began = System.nanoTime();
        var config = new IndexWriterConfig(new Whitespace()).setRAMBufferSizeMB(256);
        try (var directory = FSDirectory.open(folder); var writer = new IndexWriter(directory, config)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                writer.addDocument(CONFIG.build(document(line.split("\t", -1))));
            }
            writer.commit();
        }
        long cpu = ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:")).findFirst().orElse("VmHWM: 0").split("\\s+")[1];
        System.out.printf(Locale.ROOT, "%.3f\t%.3f\t%s%n", (System.nanoTime() - began) / 1e9, cpu / 1e9, peak);
    }

    private static Document document(String[] row) {
        var document = new Document();
        document.add(new LongField("moment", Long.parseLong(row[1]), Field.Store.NO));
        for (int column = 2; column < 6; column++) {
            document.add(new TextField("all", row[column], Field.Store.YES));
        }
        document.add(new TextField("title", row[2], Field.Store.NO));
        for (String criterion : row[6].split(" ")) {
            document.add(new StringField("criteria", criterion, Field.Store.NO));
            int at = criterion.indexOf('=');
            if (FACETS.contains(criterion.substring(0, at))) {
                document.add(new SortedSetDocValuesFacetField(
                        criterion.substring(0, at), criterion.substring(at + 1)));
            }
        }
        return document;
    }

    /** Each line: order, whether to count, query. Each answer: total, nanoseconds of this thread, by the clock. */
    private static void serve(Path folder, BufferedReader lines) throws IOException {
        var searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(folder)));
        var state = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader(), CONFIG);
        System.out.println(org.apache.lucene.util.Version.LATEST);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Iterator<String> words = Arrays.asList(line.split("\t", -1)).iterator();
            boolean newest = words.next().equals("newest");
            boolean counted = words.next().equals("1");
            Query query = read(words);
            long wall = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            int total = find(searcher, state, query, newest, counted);
            long taken = THREADS.getCurrentThreadCpuTime() - cpu;
            System.out.println(total + "\t" + taken + "\t" + (System.nanoTime() - wall));
        }
    }

    @SuppressWarnings("deprecation") // one thread, whose time is measured
    private static int find(
            IndexSearcher searcher, SortedSetDocValuesReaderState state, Query query, boolean newest, boolean counted)
            throws IOException {
        // One word's total is known without looking; then only the first hits are sought.
        boolean simple = !counted && (query instanceof TermQuery || query instanceof MatchAllDocsQuery);
        int threshold = simple ? 10 : Integer.MAX_VALUE;
        TopDocsCollector<?> best = newest
                ? new TopFieldCollectorManager(NEWEST, 10, null, threshold).newCollector()
                : new TopScoreDocCollectorManager(10, null, threshold).newCollector();
        if (!counted) {
            searcher.search(query, best);
            return simple ? searcher.count(query) : best.getTotalHits();
        }
        var facets = new FacetsCollector();
        searcher.search(query, MultiCollector.wrap(best, facets));
        var counts = new SortedSetDocValuesFacetCounts(state, facets);
        for (String name : FACETS) {
            counts.getAllChildren(name);
        }
        return best.getTotalHits();
    }

    /** The query, first what it is, then its parts. */
    private static Query read(Iterator<String> words) {
        String kind = words.next();
        switch (kind) {
            case "word":
                return new TermQuery(new Term(words.next(), words.next()));
            case "phrase":
                return phrase(words);
            case "pattern":
                return pattern(words.next(), words.next());
            case "between":
                return LongField.newRangeQuery("moment", Long.parseLong(words.next()), Long.parseLong(words.next()));
            case "not":
                return new BooleanQuery.Builder()
                        .add(new MatchAllDocsQuery(), Occur.MUST).add(read(words), Occur.MUST_NOT).build();
            case "and":
                return all(parts(words));
            case "or":
                var any = new BooleanQuery.Builder();
                parts(words).forEach(part -> any.add(part, Occur.SHOULD));
                return any.build();
            default:
                throw new IllegalArgumentException(kind);
        }
    }

    private static List<Query> parts(Iterator<String> words) {
        var parts = new ArrayList<Query>();
        for (int left = Integer.parseInt(words.next()); left > 0; left--) {
            parts.add(read(words));
        }
        return parts;
    }

    /** A `not` among others takes away from them. */
    private static Query all(List<Query> parts) {
        var all = new BooleanQuery.Builder();
        boolean wanted = false;
        for (Query part : parts) {
            var clauses = part instanceof BooleanQuery some ? some.clauses() : null;
            if (clauses != null && clauses.size() == 2 && clauses.get(1).getOccur() == Occur.MUST_NOT
                    && clauses.get(0).getQuery() instanceof MatchAllDocsQuery) {
                all.add(clauses.get(1).getQuery(), Occur.MUST_NOT);
            } else {
                all.add(part, part instanceof TermQuery term && term.getTerm().field().equals("criteria")
                        ? Occur.FILTER : Occur.MUST);
                wanted = true;
            }
        }
        return wanted ? all.build() : all.add(new MatchAllDocsQuery(), Occur.MUST).build();
    }

    private static Query phrase(Iterator<String> words) {
        String field = words.next();
        int slop = Integer.parseInt(words.next());
        var phrase = new PhraseQuery.Builder().setSlop(slop);
        for (int left = Integer.parseInt(words.next()); left > 0; left--) {
            phrase.add(new Term(field, words.next()));
        }
        return phrase.build();
    }

    private static Query pattern(String field, String written) {
        String prefix = written.substring(0, written.length() - 1);
        boolean plain = written.endsWith("*") && prefix.indexOf('*') < 0 && prefix.indexOf('?') < 0;
        return plain ? new PrefixQuery(new Term(field, prefix)) : new WildcardQuery(new Term(field, written));
    }

    /** Tokens are already made; fields of one document lie far apart. */
    private static final class Whitespace extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            return new TokenStreamComponents(CharTokenizer.fromSeparatorCharPredicate(letter -> letter == ' '));
        }

        @Override
        public int getPositionIncrementGap(String field) {
            return 100;
        }
    }
}
