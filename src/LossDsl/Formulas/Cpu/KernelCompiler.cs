using System.Linq.Expressions;

namespace LossDsl;

/// <summary>Compiles a <see cref="TokenProgram"/> to a loop over the tokens of a row, for one element type and vector width.</summary>
/// <remarks>
/// Each term becomes a local variable and a call of <typeparamref name="TLanes"/>, which the JIT compiler inlines to one or two
/// instructions. Terms that are constant within a row are computed before the loop.
/// </remarks>
/// <typeparam name="TElements">Loads and stores elements.</typeparam>
/// <typeparam name="TExp">The exponential.</typeparam>
/// <typeparam name="TLanes">Vector arithmetic.</typeparam>
/// <typeparam name="TVector">The vector type.</typeparam>
internal sealed class KernelCompiler<TElements, TExp, TLanes, TVector>
    where TElements : IElements<TVector>
    where TExp : struct, INaturalExponential<TExp, TVector>
    where TLanes : IArithmetic<TVector>
    where TVector : unmanaged
{
    private readonly ParameterExpression _inputs = Expression.Parameter(typeof(long), "inputs");
    private readonly ParameterExpression _rows = Expression.Parameter(typeof(long), "rows");
    private readonly ParameterExpression _outputs = Expression.Parameter(typeof(long), "outputs");
    private readonly ParameterExpression _at = Expression.Parameter(typeof(long), "at");
    private readonly ParameterExpression _end = Expression.Parameter(typeof(long), "end");
    private readonly ParameterExpression _reduced = Expression.Parameter(typeof(long), "reduced");
    private readonly List<ParameterExpression> _variables = [];
    private readonly List<Expression> _before = [];
    private readonly List<Expression> _body = [];
    private readonly List<Expression> _after = [];
    private readonly Dictionary<Term, Expression> _values = [];
    private readonly ILookup<Term, Term> _users;
    private readonly Dictionary<(ParameterExpression, int), Expression> _columns = [];

    private KernelCompiler(TokenProgram program) =>
        _users = program.Ordered().SelectMany(user => user.Operands, (user, operand) => (user, operand)).ToLookup(use => use.operand, use => use.user);

    public static RowLoop Compile(TokenProgram program) => new KernelCompiler<TElements, TExp, TLanes, TVector>(program).Loop(program);

    private RowLoop Loop(TokenProgram program)
    {
        foreach (var (result, terms) in ResultSchedule.Create(program))
        {
            foreach (var term in terms)
                _values[term] = term.Operation == Operation.Constant ? Step(term) : Assigned(term.IsRowwise ? _before : _body, Step(term));
            if (result < program.Stored.Length)
                Store(result, program.Stored[result]);
            else
                Reduce(result - program.Stored.Length, program.Reduced[result - program.Stored.Length]);
        }

        _body.Add(Expression.AddAssign(_at, Expression.Constant((long)System.Runtime.CompilerServices.Unsafe.SizeOf<TVector>())));

        var done = Expression.Label();
        var loop = Expression.Loop(
            Expression.Block([Expression.IfThen(Expression.GreaterThanOrEqual(_at, _end), Expression.Break(done)), .. _body]), done);
        return Expression.Lambda<RowLoop>(
            Expression.Block(_variables, [.. _before, loop, .. _after, Expression.Empty()]),
            _inputs, _rows, _outputs, _at, _end, _reduced).Compile();
    }

    private Expression Step(Term term)
    {
        Expression Operand(int index) => _values[term.Operands[index]];
        return term.Operation switch
        {
            Operation.Constant => All(term.Value),
            Operation.Logprob => Memory(nameof(RowMemory<TElements, TLanes, TVector>.Load), Column(_inputs, TokenProgram.LogprobInput), _at),
            Operation.TokenField => Memory(nameof(RowMemory<TElements, TLanes, TVector>.Load), Column(_inputs, TokenProgram.FirstInput + term.Index), _at),
            Operation.RowField or Operation.RowSum => Memory(nameof(RowMemory<TElements, TLanes, TVector>.Row), _rows, Expression.Constant(term.Index)),
            Operation.Add => Call(nameof(TLanes.Add), Operand(0), Operand(1)),
            Operation.Subtract => Call(nameof(TLanes.Subtract), Operand(0), Operand(1)),
            Operation.Multiply => Call(nameof(TLanes.Multiply), Operand(0), Operand(1)),
            Operation.Divide => Call(nameof(TLanes.Divide), Operand(0), Operand(1)),
            Operation.Negate => Call(nameof(TLanes.Subtract), All(-0.0), Operand(0)),
            // The second operand is a constant.
            Operation.Min => Call(nameof(TLanes.ClampMax), Operand(0), Operand(1)),
            Operation.Max => Call(nameof(TLanes.ClampMin), Operand(0), Operand(1)),
            Operation.Abs => Call(nameof(TLanes.Abs), Operand(0)),
            Operation.Sqrt => Call(nameof(TLanes.Sqrt), Operand(0)),
            Operation.Log => Call(nameof(TLanes.Log), Operand(0)),
            Operation.Exp => Expression.Call(typeof(TExp).GetMethod(nameof(TExp.Exp), [typeof(TVector)])!, Operand(0)),
            Operation.Expm1 => Function(nameof(VectorFunctions<TExp, TLanes, TVector>.Expm1), Operand(0)),
            Operation.Log1p => Function(nameof(VectorFunctions<TExp, TLanes, TVector>.Log1p), Operand(0)),
            Operation.Tanh => Function(nameof(VectorFunctions<TExp, TLanes, TVector>.Tanh), Operand(0)),
            Operation.Less => Call(nameof(TLanes.Greater), Operand(1), Operand(0)),
            Operation.LessOrEqual => Call(nameof(TLanes.GreaterOrEqual), Operand(1), Operand(0)),
            Operation.Equal => Call(nameof(TLanes.Equal), Operand(0), Operand(1)),
            Operation.NotEqual => Call(nameof(TLanes.NotEqual), Operand(0), Operand(1)),
            Operation.And => Call(nameof(TLanes.And), Operand(0), Operand(1)),
            Operation.Or => Call(nameof(TLanes.Or), Operand(0), Operand(1)),
            Operation.Not => Call(nameof(TLanes.ZeroWhere), Operand(0), Call(nameof(TLanes.Equal), All(0), All(0))),
            // With AVX-512 the result of a comparison stays in a mask register for a single use; for several uses it becomes a vector.
            Operation.Select when !IsUsedOnce(term.Operands[0]) && IsZero(term.Operands[2]) => Call(nameof(TLanes.And), Operand(0), Operand(1)),
            Operation.Select when !IsUsedOnce(term.Operands[0]) && IsZero(term.Operands[1]) => Call(nameof(TLanes.ZeroWhere), Operand(0), Operand(2)),
            Operation.Select => Call(nameof(TLanes.Select), Operand(0), Operand(1), Operand(2)),
            _ => throw new InvalidOperationException($"{term.Operation} is no step of a loop over tokens"),
        };
    }

    private void Store(int index, Term stored) =>
        _body.Add(Memory(nameof(RowMemory<TElements, TLanes, TVector>.Store), Column(_outputs, index), _at, _values[stored]));

    private void Reduce(int index, ReducedTerm reduced)
    {
        if (reduced.IsZero)
            return;
        var place = Expression.Constant(index);
        var sum = Assigned(_before, Memory(nameof(RowMemory<TElements, TLanes, TVector>.Reduced), _reduced, place));
        var value = _values[reduced.Term];
        var next = reduced.Reduction switch
        {
            RowReduction.Sum when reduced.Term.Operation == Operation.Multiply =>
                Call(nameof(TLanes.MultiplyAdd), _values[reduced.Term.Operands[0]], _values[reduced.Term.Operands[1]], sum),
            RowReduction.Sum => Call(nameof(TLanes.Add), value, sum),
            // These operators propagate NaN from the first operand only, so a NaN sum is kept by an explicit select.
            RowReduction.Max => Call(nameof(TLanes.Select), Call(nameof(TLanes.NotEqual), sum, sum), sum, Call(nameof(TLanes.ClampMin), value, sum)),
            _ => Call(nameof(TLanes.Select), Call(nameof(TLanes.NotEqual), sum, sum), sum, Call(nameof(TLanes.ClampMax), value, sum)),
        };
        _body.Add(Expression.Assign(sum, next));
        _after.Add(Memory(nameof(RowMemory<TElements, TLanes, TVector>.SetReduced), _reduced, place, sum));
    }

    private Expression Column(ParameterExpression table, int index)
    {
        if (!_columns.TryGetValue((table, index), out var column))
        {
            column = Assigned(_before, Memory(nameof(RowMemory<TElements, TLanes, TVector>.Address), table, Expression.Constant(index)));
            _columns[(table, index)] = column;
        }

        return column;
    }

    private ParameterExpression Assigned(List<Expression> steps, Expression value)
    {
        var variable = Expression.Variable(value.Type);
        _variables.Add(variable);
        steps.Add(Expression.Assign(variable, value));
        return variable;
    }

    private bool IsUsedOnce(Term term) => _users[term].Count() == 1;

    private static bool IsZero(Term term) => term is { Operation: Operation.Constant, Value: 0 };

    private static MethodCallExpression All(double value) => Call(nameof(TLanes.Broadcast), Expression.Constant(value));

    private static MethodCallExpression Call(string name, params Expression[] operands) =>
        Expression.Call(typeof(TLanes).GetMethod(name, Array.ConvertAll(operands, operand => operand.Type))!, operands);

    private static MethodCallExpression Function(string name, Expression operand) =>
        Expression.Call(typeof(VectorFunctions<TExp, TLanes, TVector>).GetMethod(name)!, operand);

    private static MethodCallExpression Memory(string name, params Expression[] operands) =>
        Expression.Call(typeof(RowMemory<TElements, TLanes, TVector>).GetMethod(name)!, operands);
}
