// The door to libtorch. Nothing here knows an operator by name: managed code asks the dispatcher for
// a schema ("aten::add", "Tensor") once, keeps the handle, and calls it boxed with an array of tagged
// values. That one path carries every operator that libtorch has, in any version of it.
//
// Rules of the border:
//  - A tensor crosses as the address of its TensorImpl. Whoever receives one from here owns a reference
//    and gives it back through door_release; an undefined tensor is 0.
//  - No exception crosses. A function that can fail returns 0 for success; the text of the failure is
//    then in door_last_error, per thread.

#include <torch/cuda.h>
#include <torch/version.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/edge.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/GradMode.h>

#define DOOR extern "C" __attribute__((visibility("default")))

namespace {

using at::Tensor;
using torch::autograd::variable_list;
using Handle = at::TensorImpl*;

// ---- Tensors and errors -------------------------------------------------------------------------

Tensor borrow(Handle h) {
  return h ? Tensor(c10::intrusive_ptr<at::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(h)) : Tensor();
}

Handle give(Tensor t) { return t.defined() ? t.unsafeReleaseTensorImpl() : nullptr; }

variable_list borrow(const Handle* hs, int64_t n) {
  variable_list ts;
  ts.reserve(n);
  for (int64_t i = 0; i < n; ++i) ts.push_back(borrow(hs[i]));
  return ts;
}

thread_local std::string last_error;

template <class F>
int32_t guarded(F&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& e) {
    last_error = e.what_without_backtrace();
  } catch (const std::exception& e) {
    last_error = e.what();
  } catch (...) {
    last_error = "libtorch raised something that is not an exception";
  }
  return 1;
}

// ---- Boxed values -------------------------------------------------------------------------------

enum class Kind : int32_t {
  Default, None, Tensor, Int, Double, Bool, IntList, TensorList, String, Device
};

struct Value {
  Kind kind;
  int32_t count;  // of a list; index of a device
  union {
    int64_t integer;
    double real;
    void* pointer;
  };
};

c10::IValue box(const Value& v) {
  switch (v.kind) {
    case Kind::Tensor: return borrow(static_cast<Handle>(v.pointer));
    case Kind::Int: return v.integer;
    case Kind::Double: return v.real;
    case Kind::Bool: return v.integer != 0;
    case Kind::String: return std::string(static_cast<const char*>(v.pointer), v.count);
    case Kind::Device: return c10::Device(static_cast<c10::DeviceType>(v.integer), static_cast<c10::DeviceIndex>(v.count));
    case Kind::IntList: {
      auto p = static_cast<const int64_t*>(v.pointer);
      return c10::IValue(std::vector<int64_t>(p, p + v.count));
    }
    case Kind::TensorList: return c10::IValue(borrow(static_cast<const Handle*>(v.pointer), v.count));
    default: return c10::IValue();
  }
}

void unbox(c10::IValue v, Value& out) {
  out = {Kind::None, 0, {0}};
  if (v.isTensor()) {
    out.kind = Kind::Tensor;
    out.pointer = give(std::move(v).toTensor());
  } else if (v.isBool()) {
    out.kind = Kind::Bool;
    out.integer = v.toBool();
  } else if (v.isTensorList()) {
    auto tensors = v.toTensorVector();
    auto p = static_cast<Handle*>(std::malloc(sizeof(Handle) * (tensors.size() + 1)));
    for (size_t i = 0; i < tensors.size(); ++i) p[i] = give(std::move(tensors[i]));
    out.kind = Kind::TensorList;
    out.count = static_cast<int32_t>(tensors.size());
    out.pointer = p;  // the caller frees it with door_free
  } else {
    TORCH_CHECK(v.isNone(), "the result has a type that cannot be passed on: ", v.tagKind());
  }
}

// ---- Autograd functions written in managed code -------------------------------------------------

// Takes the gradients of the outputs, returns those of the inputs (owned references, 0 for none).
// A returned text is an error; it lives until the next call on that thread.
using Backward = const char* (*)(intptr_t state, const Handle* grads, int64_t n, Handle* inputs, int64_t m);
using Forget = void (*)(intptr_t state);

struct ManagedNode : torch::autograd::Node {
  std::string title;
  intptr_t state;
  Backward backward;
  Forget forget;
  bool materialize = true;
  std::vector<torch::autograd::SavedVariable> saved;
  struct Like { std::vector<int64_t> sizes; at::TensorOptions options; };
  std::vector<Like> outputs;

  ManagedNode(const char* t, intptr_t s, Backward b, Forget f) : title(t), state(s), backward(b), forget(f) {}
  ~ManagedNode() override { forget(state); }

  std::string name() const override { return title; }

  void release_variables() override {
    std::lock_guard<std::mutex> lock(mutex_);
    for (auto& s : saved) s.reset_data();
  }

  variable_list apply(variable_list&& grads) override {
    std::vector<Handle> in(grads.size()), out(num_outputs());
    for (size_t i = 0; i < grads.size(); ++i) {
      if (!grads[i].defined() && materialize) grads[i] = at::zeros(outputs[i].sizes, outputs[i].options);
      in[i] = give(grads[i]);
    }
    const char* error = backward(state, in.data(), in.size(), out.data(), out.size());
    variable_list result;
    for (Handle h : out)
      result.push_back(h ? Tensor(c10::intrusive_ptr<at::TensorImpl, c10::UndefinedTensorImpl>::reclaim(h)) : Tensor());
    if (error) throw std::runtime_error(error);
    return result;
  }
};

// Nodes are counted by std::shared_ptr in older versions and by c10::intrusive_ptr in newer ones: what an
// edge holds says which. The branches depend on P, so that only the one for this version is compiled.
using NodePtr = decltype(torch::autograd::Edge::function);

template <class P>
constexpr bool is_shared = std::is_same_v<P, std::shared_ptr<torch::autograd::Node>>;

template <class P, class N>
P own(N* fresh) {
  if constexpr (is_shared<P>) return P(fresh, [](auto* node) { deleteNode(node); });
  else return P::unsafe_steal_from_new(fresh);
}

template <class P, class N>
P share(N* node) {
  if constexpr (is_shared<P>) return node->shared_from_this();
  else return P::reclaim_copy(node);
}

}  // namespace

DOOR const char* door_last_error() { return last_error.c_str(); }
DOOR void door_free(void* p) { std::free(p); }
DOOR const char* door_version() { return TORCH_VERSION; }

// ---- Operators ----------------------------------------------------------------------------------

DOOR int32_t door_find(const char* name, const char* overload, c10::OperatorHandle** op) {
  return guarded([&] { *op = new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload)); });
}

DOOR int32_t door_call(const c10::OperatorHandle* op, const Value* args, int32_t n, Value* results, int32_t m) {
  return guarded([&] {
    const auto& formal = op->schema().arguments();
    torch::jit::Stack stack;
    stack.reserve(std::max<size_t>(formal.size(), 4));
    TORCH_CHECK(static_cast<size_t>(n) <= formal.size(), op->schema().name(), " takes ", formal.size(), " arguments, got ", n);
    for (size_t i = 0; i < formal.size(); ++i) {
      if (i < static_cast<size_t>(n) && args[i].kind != Kind::Default) {
        stack.push_back(box(args[i]));
      } else {
        const auto& value = formal[i].default_value();
        TORCH_CHECK(value.has_value(), op->schema().name(), " needs its argument ", formal[i].name());
        stack.push_back(*value);
      }
    }
    op->callBoxed(&stack);
    for (int32_t i = 0; i < m && static_cast<size_t>(i) < stack.size(); ++i) unbox(std::move(stack[i]), results[i]);
  });
}

// ---- Tensors ------------------------------------------------------------------------------------

DOOR void door_release(Handle h) {
  if (h) c10::intrusive_ptr<at::TensorImpl, c10::UndefinedTensorImpl>::reclaim(h);
}

DOOR void door_retain(Handle h) { give(borrow(h)); }

DOOR int32_t door_dim(Handle h) { return static_cast<int32_t>(h->dim()); }
DOOR int32_t door_shape(Handle h, int64_t* sizes) {
  return guarded([&] { std::copy(h->sizes().begin(), h->sizes().end(), sizes); });
}
DOOR int32_t door_strides(Handle h, int64_t* strides) {
  return guarded([&] { std::copy(h->strides().begin(), h->strides().end(), strides); });
}
DOOR int32_t door_numel(Handle h, int64_t* count) { return guarded([&] { *count = h->numel(); }); }
DOOR int32_t door_dtype(Handle h) { return static_cast<int32_t>(c10::typeMetaToScalarType(h->dtype())); }
DOOR int32_t door_device(Handle h, int32_t* index) {
  const auto device = h->device();
  *index = device.index();
  return static_cast<int32_t>(device.type());
}
DOOR int32_t door_is_contiguous(Handle h, int32_t* result) { return guarded([&] { *result = h->is_contiguous(); }); }

// The name and meaning of TorchSharp's own export, which callers may import for themselves.
DOOR void* THSTensor_data(Handle h) {
  void* data = nullptr;
  guarded([&] { data = borrow(h).data_ptr(); });
  return data;
}

// ---- Autograd -----------------------------------------------------------------------------------

DOOR int32_t door_grad_enabled() { return c10::GradMode::is_enabled(); }
DOOR void door_set_grad_enabled(int32_t on) { c10::GradMode::set_enabled(on != 0); }

DOOR int32_t door_requires_grad(Handle h) { return borrow(h).requires_grad(); }
DOOR int32_t door_set_requires_grad(Handle h, int32_t on) {
  return guarded([&] { borrow(h).set_requires_grad(on != 0); });
}
DOOR Handle door_grad(Handle h) { return give(borrow(h).grad()); }
DOOR int32_t door_set_grad(Handle h, Handle grad) {
  return guarded([&] { borrow(h).mutable_grad() = borrow(grad); });
}

DOOR int32_t door_backward(const Handle* roots, int64_t n, const Handle* grads, int64_t g, const Handle* inputs,
                           int64_t m, int32_t retain, int32_t create) {
  return guarded([&] {
    torch::autograd::backward(borrow(roots, n), borrow(grads, g), retain != 0, create != 0, borrow(inputs, m));
  });
}

DOOR int32_t door_gradients(const Handle* roots, int64_t n, const Handle* inputs, int64_t m, const Handle* grads,
                            int64_t g, int32_t retain, int32_t create, int32_t allow_unused, Handle* results) {
  return guarded([&] {
    auto found = torch::autograd::grad(borrow(roots, n), borrow(inputs, m), borrow(grads, g), retain != 0,
                                       create != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); ++i) results[i] = give(std::move(found[i]));
  });
}

// A node is made before the managed forward runs, gets its outputs after it, and from then on belongs to
// the graph: door_node_drop gives up the maker's share, and `forget` is called when the graph lets go.
DOOR int32_t door_node(const char* title, intptr_t state, Backward backward, Forget forget, const Handle* inputs,
                       int64_t n, NodePtr** result) {
  return guarded([&] {
    auto node = own<NodePtr>(new ManagedNode(title, state, backward, forget));
    for (const auto& input : borrow(inputs, n)) node->add_next_edge(torch::autograd::impl::gradient_edge(input));
    *result = new NodePtr(std::move(node));
  });
}

DOOR void door_node_drop(NodePtr* node) { delete node; }
DOOR ManagedNode* door_node_identity(NodePtr* node) { return static_cast<ManagedNode*>(node->get()); }

// Hangs `result` onto the node. A result that is an input, or a view, is passed on as a fresh alias: an
// edge on the tensor itself would rewrite the history of a tensor that is not ours.
DOOR int32_t door_node_output(NodePtr* node, Handle result, int32_t differentiable, Handle* wrapped) {
  return guarded([&] {
    Tensor t = borrow(result);
    const bool hang = t.defined() && differentiable && torch::autograd::isDifferentiableType(t.scalar_type());
    if (hang && (t.requires_grad() || t.is_view())) t = t.detach();
    auto& self = static_cast<ManagedNode&>(**node);
    self.outputs.push_back({t.defined() ? t.sizes().vec() : std::vector<int64_t>{}, t.defined() ? t.options() : at::TensorOptions()});
    if (hang)
      torch::autograd::impl::set_gradient_edge(t, {*node, self.add_input_metadata(t)});
    else
      self.add_input_metadata(torch::autograd::Node::undefined_input());
    *wrapped = give(std::move(t));
  });
}

DOOR int32_t door_node_save(NodePtr* node, const Handle* tensors, int64_t n, int32_t materialize) {
  return guarded([&] {
    auto& self = static_cast<ManagedNode&>(**node);
    self.materialize = materialize != 0;
    for (auto& t : borrow(tensors, n)) self.saved.emplace_back(t, t.defined() && t.grad_fn().get() == node->get());
  });
}

DOOR int32_t door_node_saved(ManagedNode* node, Handle* tensors) {
  return guarded([&] {
    auto self = share<NodePtr>(node);
    for (size_t i = 0; i < node->saved.size(); ++i) tensors[i] = give(node->saved[i].unpack(self));
  });
}

// ---- The process --------------------------------------------------------------------------------

DOOR void door_set_num_threads(int32_t n) { at::set_num_threads(n); }
DOOR int32_t door_num_threads() { return at::get_num_threads(); }
DOOR int32_t door_cuda_count() {
  int32_t n = 0;
  guarded([&] { n = static_cast<int32_t>(torch::cuda::device_count()); });
  return n;
}
DOOR int32_t door_manual_seed(uint64_t seed) { return guarded([&] { at::manual_seed(seed); }); }
