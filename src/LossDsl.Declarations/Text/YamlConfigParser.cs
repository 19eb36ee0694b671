using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = YamlDotNet.Core.Events.Scalar;

namespace LossDsl;

/// <summary>Parses YAML with the core schema of YAML 1.2, aliases, and merge keys (<c>&lt;&lt;</c>).</summary>
internal sealed class YamlConfigParser
{
    private const string Tags = "tag:yaml.org,2002:";

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, object?> _anchors = [];
    private int _depth;

    private YamlConfigParser(string yaml) => _parser = new Parser(new StringReader(yaml));

    public static ConfigDocument Parse(string yaml)
    {
        yaml = yaml.TrimStart(ConfigDocument.ByteOrderMark);
        var text = new YamlConfigParser(yaml);
        try
        {
            return new ConfigDocument(text.Root());
        }
        catch (ConfigSyntaxException e)
        {
            return e.Error;
        }
        catch (YamlException e)
        {
            return (Tab(yaml, e) ?? SyntaxError("is not YAML: " + e.Message, e.Start)).Error;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet throws these for some incomplete texts.
            return SyntaxError("is not YAML: unexpected end of file", text._parser.Current?.End ?? Mark.Empty).Error;
        }
    }

    private static ConfigSyntaxException SyntaxError(string problem, Mark place) => new(problem, place.Line, place.Column);

    // YamlDotNet reports a tab at the start or end of the construct around it, so the tab itself is searched for.
    private static ConfigSyntaxException? Tab(string yaml, YamlException problem)
    {
        if (problem.Message.IndexOf(" tab ", StringComparison.Ordinal) < 0)
            return null;
        var lines = yaml.Split('\n');
        for (var line = (int)Math.Max(1, problem.Start.Line); line <= lines.Length; line++)
        {
            var indentation = lines[line - 1].TakeWhile(character => character is ' ' or '\t').ToList();
            if (indentation.IndexOf('\t') is >= 0 and var column)
                return new("is not YAML: this line is indented with a tab; YAML is indented with spaces", line, column + 1);
        }

        return null;
    }

    private ConfigMap Root()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            throw SyntaxError("must be a YAML mapping", _parser.Current!.Start);
        var begin = _parser.Current!.Start;
        if (_parser.Current is NodeEvent node && Foreign(node))
            throw SyntaxError($"is {Tagged(node).DisplayText}; it must be a YAML mapping", begin);
        var root = Value() as ConfigMap ?? throw SyntaxError("must be a YAML mapping", begin);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw SyntaxError("contains a second document; a config is a single document", second.Start);
        return root;
    }

    private object? Value()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw SyntaxError($"has no anchor '{alias.Value}' before this alias", alias.Start);
        }

        var node = _parser.Consume<NodeEvent>();
        if (++_depth > ConfigDocument.MaxDepth)
            throw SyntaxError($"nests deeper than {ConfigDocument.MaxDepth} levels", node.Start);
        var value = node switch
        {
            Scalar scalar => ScalarValue(scalar),
            MappingStart => Map(node),
            _ => List(),
        };
        _depth--;

        // The anchor is defined after its node is complete, so that a node cannot contain itself.
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor] = value;
        return Foreign(node) ? Tagged(node) : value;
    }

    private ConfigMap Map(NodeEvent start)
    {
        var map = new ConfigMap((int)start.Start.Line, (int)start.Start.Column);
        var (merged, merges) = (new List<ConfigMap>(), new List<ConfigEntry>());
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = _parser.Current!.Start;
            var isMerge = _parser.Current is Scalar { Value: "<<", IsPlainImplicit: true };
            var key = Key();
            var value = Value();
            if (!isMerge)
            {
                map.Add(key, value, (int)place.Line, (int)place.Column);
                continue;
            }

            merged.AddRange(Merged(value, place));
            merges.Add(new ConfigEntry(key, value, (int)place.Line, (int)place.Column, Path: null));
        }

        // Parsers disagree on the precedence of several merge keys, so they are reported; the mappings in a list have an order.
        foreach (var second in merges.Skip(1))
            map.Duplicates.Add(new DuplicateEntry(second, $"first on line {merges[0].Line}; a list merges several mappings: <<: [*a, *b]"));
        map.Merge(merged);
        return map;
    }

    private static IEnumerable<ConfigMap> Merged(object? value, Mark place) => value switch
    {
        ConfigMap map => [map],
        UnsupportedValue { Items: { Count: > 0 } maps } when maps.All(item => item is ConfigMap) => maps.Cast<ConfigMap>(),
        _ => throw SyntaxError("has a merge key (<<) whose value is neither a mapping nor a list of mappings", place),
    };

    private UnsupportedValue List()
    {
        var items = new List<object?>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value());
        return UnsupportedValue.List(items);
    }

    // A key is a string, whatever its scalar looks like. A key that is not a scalar gets a description that is never a known key.
    private string Key()
    {
        if (_parser.Current is Scalar scalar)
        {
            Value();
            return scalar.Value;
        }

        return Value() is { } value ? value as string ?? ConfigDocument.Describe(value) : "null";
    }

    private static object? ScalarValue(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return scalar.IsPlainImplicit ? YamlCoreSchema.Resolve(scalar.Value) : scalar.Value;
        var value = scalar.Tag.Value == Tags + "str" ? scalar.Value : YamlCoreSchema.Resolve(scalar.Value);
        return scalar.Tag.Value == Tags + "float" && value is long whole ? (double)whole : value;
    }

    private static UnsupportedValue Tagged(NodeEvent node) => new($"a value tagged {node.Tag.Value}", []);

    private static bool Foreign(NodeEvent node) => !node.Tag.IsEmpty && !node.Tag.IsNonSpecific && (node switch
    {
        MappingStart => node.Tag.Value is not (Tags + "map"),
        SequenceStart => node.Tag.Value is not (Tags + "seq"),
        _ => node.Tag.Value is not (Tags + "str" or Tags + "int" or Tags + "float" or Tags + "bool" or Tags + "null"),
    });
}
