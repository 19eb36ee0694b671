using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Scalar = YamlDotNet.Core.Events.Scalar;

namespace LossDsl;

/// <summary>Reads YAML with the core schema of YAML 1.2, aliases, and merge keys (<c>&lt;&lt;</c>).</summary>
internal sealed class YamlText
{
    private const string Tags = "tag:yaml.org,2002:";

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, object?> _anchors = [];
    private int _depth;

    private YamlText(string yaml) => _parser = new Parser(new StringReader(yaml.TrimStart(ConfigText.ByteOrderMark)));

    public static ConfigText Read(string yaml)
    {
        var text = new YamlText(yaml);
        try
        {
            return new ConfigText(text.Root());
        }
        catch (RefusedTextException e)
        {
            return e.Fault;
        }
        catch (YamlException e)
        {
            return Refused("is not YAML: " + e.Message, e.Start).Fault;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // What the parser throws at some unfinished texts.
            return Refused("is not YAML: it breaks off", text._parser.Current?.End ?? Mark.Empty).Fault;
        }
    }

    private static RefusedTextException Refused(string problem, Mark place) => new(problem, place.Line, place.Column);

    private ConfigMap Root()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
            throw Refused("must be a YAML mapping", _parser.Current!.Start);
        var begin = _parser.Current!.Start;
        var root = Value() as ConfigMap ?? throw Refused("must be a YAML mapping", begin);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw Refused("has a second document; a config is one", second.Start);
        return root;
    }

    private object? Value()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var known)
                ? known
                : throw Refused($"has no anchor '{alias.Value}' before this alias", alias.Start);
        }

        var node = _parser.Consume<NodeEvent>();
        if (++_depth > ConfigText.MaxDepth)
            throw Refused($"nests deeper than {ConfigText.MaxDepth} levels", node.Start);
        var value = node switch
        {
            Scalar scalar => ScalarValue(scalar),
            MappingStart => Map(node),
            _ => List(),
        };
        _depth--;

        // Only now: a node that contains itself is no config.
        if (!node.Anchor.IsEmpty)
            _anchors[node.Anchor] = value;
        return Foreign(node.Tag) ? new ConfigOther($"a value tagged {node.Tag.Value}", []) : value;
    }

    private ConfigMap Map(NodeEvent start)
    {
        var map = new ConfigMap((int)start.Start.Line, (int)start.Start.Column);
        var merged = new List<ConfigEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = _parser.Current!.Start;
            var isMerge = _parser.Current is Scalar { Value: "<<", IsPlainImplicit: true };
            var key = Key();
            var value = Value();
            if (isMerge)
                merged.AddRange(Merged(value, place));
            else
                map.Add(key, value, (int)place.Line, (int)place.Column);
        }

        // The map's own keys win, then the maps that are named first.
        var own = new HashSet<string>(map.Entries.Select(entry => entry.Key));
        map.Entries.AddRange(merged.Where(entry => own.Add(entry.Key)));
        return map;
    }

    private static IEnumerable<ConfigEntry> Merged(object? value, Mark place) => value switch
    {
        ConfigMap map => map.Entries,
        ConfigOther { Items: { Count: > 0 } maps } when maps.All(item => item is ConfigMap) =>
            maps.SelectMany(item => ((ConfigMap)item!).Entries),
        _ => throw Refused("has a merge key (<<) of something other than a map or a list of maps", place),
    };

    private ConfigOther List()
    {
        var items = new List<object?>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value());
        return ConfigOther.List(items);
    }

    // A key is a text, whatever it looks like; what cannot be one is named so that it is an unknown key.
    private string Key()
    {
        if (_parser.Current is Scalar scalar)
        {
            Value();
            return scalar.Value;
        }

        return Value() is { } value ? value as string ?? ConfigText.Words(value) : "null";
    }

    private static object? ScalarValue(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific)
            return scalar.IsPlainImplicit ? CoreSchema.Resolve(scalar.Value) : scalar.Value;
        var value = scalar.Tag.Value == Tags + "str" ? scalar.Value : CoreSchema.Resolve(scalar.Value);
        return scalar.Tag.Value == Tags + "float" && value is long whole ? (double)whole : value;
    }

    private static bool Foreign(TagName tag) => !tag.IsEmpty && !tag.IsNonSpecific && tag.Value
        is not (Tags + "str" or Tags + "int" or Tags + "float" or Tags + "bool" or Tags + "null" or Tags + "map" or Tags + "seq");
}
