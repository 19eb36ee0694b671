using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A call of one of TorchSharp's methods, with what is known of its arguments.</summary>
internal sealed class OperatorCall
{
    private readonly IInvocationOperation _call;
    private readonly IReadOnlyList<AbstractValue?> _arguments;
    private readonly OperatorReport _report;
    private readonly KnownSymbols _symbols;

    public OperatorCall(
        IInvocationOperation call, AbstractValue? instance, IReadOnlyList<AbstractValue?> arguments, OperatorReport report, KnownSymbols symbols)
    {
        (_call, _arguments, _report, _symbols) = (call, arguments, report, symbols);
        Input = call.Instance is { } receiver && receiver.Type.Is(symbols.TensorType) ? new Operand(receiver, instance)
            : call is { Instance: null, TargetMethod.Parameters: [{ Type: var type, Ordinal: 0 }, ..] } && type.Is(symbols.TensorType) ? Argument(0) ?? default
            : default;
    }

    /// <summary>The name of the method, without the mark of one that works in place.</summary>
    public string Name => _call.TargetMethod.Name.TrimEnd('_');

    /// <summary>The call.</summary>
    public IInvocationOperation Operation => _call;

    /// <summary>The tensor that the method is called on, or its first argument; without an operation where there is none.</summary>
    public Operand Input { get; }

    /// <summary>The shape of <see cref="Input"/>.</summary>
    public Shape? Shape => Input.Operation is null ? null : Input.Tensor.Shape;

    /// <summary>The class of <see cref="Input"/>.</summary>
    public ElementClass Class => Input.Operation is null ? ElementClass.Unknown : Input.Class;

    /// <summary>The first argument after <see cref="Input"/>.</summary>
    public Operand? Other => _call.Instance is null ? Argument(1) : Argument(0);

    /// <summary>Whether any argument is written that has one of these names.</summary>
    public bool Has(params string[] names) => Place(names) is { } place && _call.Arguments[place].ArgumentKind != ArgumentKind.DefaultValue && !IsNull(place);

    /// <summary>An argument by name; null where it is not given.</summary>
    public Operand? Given(params string[] names) => Place(names) is { } place && !IsNull(place) ? new Operand(_call.Arguments[place].Value, _arguments[place]) : null;

    /// <summary>A whole number by name, its default included; null where it is not known, or not given.</summary>
    public long? Number(params string[] names) => Length(names)?.Constant;

    /// <summary>A length by name.</summary>
    public Dimension? Length(params string[] names) => Place(names) is { } place ? (_arguments[place] as LengthValue)?.Value : null;

    /// <summary>A bool by name, false where it has no such argument; null where it is not known.</summary>
    public bool? Flag(string name) => Place([name]) is { } place ? (_arguments[place] as TruthValue)?.IsTrue : false;

    /// <summary>Lengths by name: of a list, or of several arguments; null where not even their number is known.</summary>
    public IReadOnlyList<Dimension?>? Lengths(params string[] names)
    {
        var lengths = new List<Dimension?>();
        foreach (var i in Enumerable.Range(0, _call.Arguments.Length).Where(i => names.Contains(_call.Arguments[i].Parameter?.Name)).OrderBy(i => _call.Arguments[i].Parameter!.Ordinal))
        {
            switch (_arguments[i])
            {
                case ListValue list:
                    lengths.AddRange(list.Elements.Select(element => (element as LengthValue)?.Value));
                    break;
                case TupleValue tuple:
                    lengths.AddRange(tuple.Elements.Select(element => (element as LengthValue)?.Value));
                    break;
                case var fact when _call.Arguments[i].Parameter!.Type.UnwrapNullable().SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64:
                    if (!IsNull(i))
                        lengths.Add((fact as LengthValue)?.Value);
                    break;
                default:
                    return null;
            }
        }

        return lengths;
    }

    /// <summary>The numbers of dimensions by name.</summary>
    public IReadOnlyList<long?>? Dims(params string[] names) => Lengths(names)?.Select(length => length?.Constant).ToList();

    /// <summary>The tensors of a list by name; null where not even their number is known.</summary>
    public IReadOnlyList<TensorValue>? Tensors(string name) => Place([name]) is { } place && _arguments[place] is ListValue list
        ? [.. list.Elements.Select(element => element as TensorValue ?? TensorValue.Unknown)]
        : null;

    /// <summary>A text by name.</summary>
    public string? Text(string name) => Place([name]) is { } place && _call.Arguments[place].Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>The class of the type that an argument names, or else another.</summary>
    public ElementClass TypeOr(ElementClass otherwise)
    {
        foreach (var name in (string[])["type", "dtype"])
        {
            if (Place([name]) is not { } place || _call.Arguments[place].ArgumentKind == ArgumentKind.DefaultValue || IsNull(place))
                continue;
            return Type(_call.Arguments[place].Value);
        }

        return otherwise;
    }

    /// <summary>The class of a type that an expression names: <c>float32</c>, <c>ScalarType.Int64</c>.</summary>
    public static ElementClass Type(IOperation value) => value switch
    {
        IConversionOperation conversion => Type(conversion.Operand),
        IFieldReferenceOperation field => ElementClasses.Named(field.Field.Name),
        IPropertyReferenceOperation property => ElementClasses.Named(property.Property.Name),
        _ => ElementClass.Unknown,
    };

    /// <summary>The result, whose mistakes are reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, bool isIds = false)
    {
        if (inferred.Error is { } error)
            _report.Add(_call, error, Input.Operation is null ? Sentence(error.Reason) : $"{Input.Words}: {error.Reason}");
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)), isIds);
    }

    /// <summary>The result of two operands, whose mistakes are reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, Operand left, Operand right)
    {
        if (inferred.Error is { } error)
            _report.Mismatch(_call, error, left, right, wayOut: null);
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)));
    }

    /// <summary>The result of a list of tensors, whose mistakes are reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, IReadOnlyList<TensorValue> parts)
    {
        if (inferred.Error is { } error)
            _report.Add(_call, error, $"{string.Join(" and ", parts.Select(part => $"{part.Shape}{Spelling.From(part.Origin, "")}"))}: {error.Reason}");
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)));
    }

    /// <summary>Two operands entry by entry.</summary>
    public TensorValue Entrywise(Operand left, Operand right) => _report.Entrywise(_call, Name, left, right);

    /// <summary>The tensor that keeps its shape and what gave it.</summary>
    public TensorValue Kept(ElementClass of, bool isIds = false) => Input.Tensor with { Class = of, IsIds = isIds };

    /// <summary>Says where an element type does not fit.</summary>
    public void Demand(Operand? operand, ElementClass unfit, string reason)
    {
        if (operand is { AbstractValue: TensorValue, Operation: { } place, Tensor: var tensor } given && given.Class == unfit)
            _report.Say(ShapeRules.ElementTypesMustFit, place, $"{Spelling.Of(place)} is {unfit.ToDisplayString()}{Spelling.From(tensor.Origin, Spelling.Of(place))}: {reason}");
    }

    /// <summary>Says that an operator cannot be meant as it is called.</summary>
    public void Say(string message, string mend) => _report.Say(ShapeRules.DimensionsMustExist, _call, message, mend);

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason.Substring(1);

    private Operand? Argument(int place) => place < _call.Arguments.Length ? new Operand(_call.Arguments[place].Value, _arguments[place]) : null;

    private bool IsNull(int place) => _call.Arguments[place].Value.WalkDownConversion() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    private int? Place(string[] names)
    {
        for (var i = 0; i < _call.Arguments.Length; i++)
        {
            if (names.Contains(_call.Arguments[i].Parameter?.Name))
                return i;
        }

        return null;
    }
}
